import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../language/language.tsx';
import { fieldId } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { faultTexts } from './fault.texts.ts';
import type { Trouble } from './trouble.ts';

/** All that stands in the way, above the form; each line leads to its field. Gets the focus when something new is there. */
export function FaultSummary({ trouble }: { trouble: Trouble }): ReactNode {
  const texts = useTexts(faultTexts);
  const box = useRef<HTMLDivElement>(null);
  const faults = Object.entries(trouble.faults);
  const count = faults.length + trouble.others.length;
  useEffect(() => {
    if (count > 0 || trouble.problem) box.current?.focus();
  }, [trouble, count]);
  if (count === 0 && trouble.problem === null) return null;
  return (
    <div ref={box} className="fault-summary" tabIndex={-1} role="alert">
      {trouble.problem && <ProblemNotice problem={trouble.problem} />}
      {count > 0 && (
        <div className="notice is-bad">
          <div>
            <p>{texts.wrong(count)}</p>
            <ul>
              {trouble.others.map((text) => (
                <li key={text}>{text}</li>
              ))}
              {faults.map(([path, text]) => (
                <li key={path}>
                  <a href={`#${fieldId(path)}`} onClick={(event) => leadTo(event, path)}>
                    {labelOf(path)}
                  </a>{' '}
                  {text}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}

/** Focus without a change of the address, which would leave the page. */
function leadTo(event: MouseEvent, path: string): void {
  event.preventDefault();
  const field = document.getElementById(fieldId(path));
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** The field's name as it is written in the form. */
function labelOf(path: string): string {
  const id = fieldId(path);
  const field = document.getElementById(id);
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`) ?? field?.querySelector('legend');
  return label?.textContent ?? path;
}
