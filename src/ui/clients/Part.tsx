import type { ReactNode } from 'react';

/** A part of what is told about a client. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className="client-part" aria-label={title}><h4 className="quiet">{title}</h4>{children}</section>;
}
