import type { ReactNode } from 'react';
import type { Language } from '../../i18n/language.ts';
import { Mark } from '../icons.tsx';

/** The bar at the top. */
export function HomeHead({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return <header className="top-bar" lang={language}><span className="brand"><Mark /><span lang="en">Highwater</span></span>{children}</header>;
}
