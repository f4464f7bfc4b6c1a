import { type ReactNode, useContext, useEffect, useState } from 'react';
import { FaultsContext } from './faults.tsx';

/** A part of a form under a heading. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }): ReactNode {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {children}
    </section>
  );
}

type FoldedProps = {
  title: string;
  hint?: string;
  /** Something is filled in already, so it begins open. */
  isFilled: boolean;
  /** How the paths of its fields begin: a fault must not stay hidden. */
  paths: readonly string[];
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
};

/** A part that most forms leave alone. */
export function FoldedSection({ title, hint, isFilled, paths, onToggle, children }: FoldedProps): ReactNode {
  const faults = useContext(FaultsContext);
  const [isOpen, setOpen] = useState(isFilled);
  const hasFault = Object.keys(faults).some((path) => paths.some((prefix) => path.startsWith(prefix)));
  useEffect(() => {
    if (hasFault) setOpen(true);
  }, [hasFault, faults]);
  const toggle = (isShown: boolean): void => {
    setOpen(isShown);
    onToggle?.(isShown);
  };
  return (
    <details className="panel folded" open={isOpen} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className="folded-body">
        {hint !== undefined && <p className="hint">{hint}</p>}
        {children}
      </div>
    </details>
  );
}
