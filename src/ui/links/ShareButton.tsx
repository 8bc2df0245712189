import { ActionButton } from '../ActionButton.tsx';

export function ShareButton() {
  return (
    <ActionButton id="share" className="round" hasPopup>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M8 10V2M5 4.700L8 1.800l3 2.900M4.500 7.500H3v6.500h10V7.500h-1.500" />
      </svg>
    </ActionButton>
  );
}
