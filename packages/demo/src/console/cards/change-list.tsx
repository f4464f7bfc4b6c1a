import type { ReactNode } from 'react';
import type { ReviewedFace } from '../../generated/console.ts';
import { Icon } from '../ui/icon.tsx';
import { FieldValue, useFieldWords } from './field-words.tsx';

type ChangeListProps = {
  fields: readonly string[];
  /** What was there; null where it was not kept. */
  before: ReviewedFace | null;
  after: ReviewedFace;
};

/** What changes, field by field: the old value beside the new one. */
export function ChangeList({ fields, before, after }: ChangeListProps): ReactNode {
  const { labelOf, valueOf } = useFieldWords();
  return (
    <dl className="changes">
      {fields.map((field) => {
        const [old, next] = [before && valueOf(field, before), valueOf(field, after)];
        return (
          <div key={field} className="change">
            <dt>{labelOf(field)}</dt>
            {next && (
              <dd className={old ? undefined : 'is-new-only'}>
                {old && (
                  <>
                    <del>
                      <FieldValue value={old} />
                    </del>
                    <Icon name="forward" />
                  </>
                )}
                <ins>
                  <FieldValue value={next} />
                </ins>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
