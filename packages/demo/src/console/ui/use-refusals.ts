import { useEffect, useState } from 'react';
import type { Problem } from '../data/problem.ts';
import { type Faults, fieldId } from './faults.tsx';

type Refusals = {
  faults: Faults;
  /** What is said of no control of the form, so that no refusal vanishes. */
  leftOver: Problem | null;
  refuse: (found: Faults) => void;
};

/** What is wrong with a form that was sent: opens the folds in which faults lie, and leads to the first of them. */
export function useRefusals(): Refusals {
  const [faults, refuse] = useState<Faults>({});
  const [leftOver, setLeftOver] = useState<Problem | null>(null);
  useEffect(() => {
    // Faults may bring controls along, so they are looked for once these are there.
    const controls = Object.keys(faults).map((path) => document.getElementById(fieldId(path)));
    for (const control of controls) control?.closest('details')?.setAttribute('open', '');
    controls.find((control) => control !== null)?.focus();
    setLeftOver(problemIn(Object.entries(faults).filter((_fault, index) => controls[index] === null)));
  }, [faults]);
  return { faults, leftOver, refuse };
}

function problemIn(entries: readonly (readonly [path: string, message: string])[]): Problem | null {
  if (entries.length === 0) return null;
  const told = entries.map(([path, message]) => (path === '' ? message : `${message} (${path})`));
  return { code: 'REFUSED', message: told.join(' '), requestId: null };
}
