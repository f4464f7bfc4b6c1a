import type { ReactNode } from 'react';

/** Names with their values, under a heading. */
export function Facts({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="panel">
      <h2>{title}</h2>
      <dl className="facts">{children}</dl>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
