import type { ReactNode } from 'react';
import { cardLabels, MEMBER_FIELDS } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { SelectField } from '../../ui/choice-fields.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { benefitTexts } from '../benefit.texts.ts';
import type { CustomCellDraft, CustomFieldDraft } from '../kind-drafts.ts';
import { LIMITS } from '../limits.ts';
import { useBenefit } from '../use-benefit.ts';
import { AddressField } from './ticket-benefits.tsx';

const replaced = <T,>(list: readonly T[], at: number, fields: Partial<T>): T[] =>
  list.map((item, index) => (index === at ? { ...item, ...fields } : item));

/** Fields of the merchant's own below the face. */
export function CustomFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('member');
  const { customFields } = values;
  return (
    <FoldedSection
      title={texts.ownFields}
      hint={texts.ownFieldsHint}
      isFilled={customFields.some(({ name, nameType }) => name !== '' || nameType !== 'OWN')}
      paths={['customFields']}
    >
      {customFields.map((field, at) => (
        <CustomField
          key={at}
          at={at}
          field={field}
          onChange={(fields) => set('customFields')(replaced(customFields, at, fields))}
        />
      ))}
    </FoldedSection>
  );
}

type FieldProps = { at: number; field: CustomFieldDraft; onChange: (fields: Partial<CustomFieldDraft>) => void };

function CustomField({ at, field, onChange }: FieldProps): ReactNode {
  const texts = useTexts(benefitTexts);
  const { memberFields } = useTexts(cardLabels);
  const path = `customFields.${at}`;
  return (
    <fieldset className="list-item">
      <legend>{texts.slot(at + 1)}</legend>
      <div className="fields-row">
        <SelectField
          path={`${path}.nameType`}
          label={texts.fieldKind}
          value={field.nameType}
          options={[
            { value: 'OWN', label: texts.ownName },
            ...MEMBER_FIELDS.map((value) => ({ value, label: memberFields[value] })),
          ]}
          onChange={(nameType) => onChange({ nameType })}
        />
        <TextField
          path={`${path}.name`}
          label={texts.name}
          value={field.name}
          onChange={(name) => onChange({ name })}
          limit={LIMITS.fieldName}
        />
      </div>
      <AddressField path={`${path}.url`} label={texts.url} value={field.url} onChange={(url) => onChange({ url })} />
    </fieldset>
  );
}

/** Rows of the merchant's own below the card. */
export function CustomCells(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('member');
  const { customCells } = values;
  return (
    <FoldedSection
      title={texts.ownCells}
      hint={texts.ownCellsHint}
      isFilled={customCells.some(({ name }) => name !== '')}
      paths={['customCells']}
    >
      {customCells.map((cell, at) => (
        <CustomCell
          key={at}
          at={at}
          cell={cell}
          onChange={(fields) => set('customCells')(replaced(customCells, at, fields))}
        />
      ))}
    </FoldedSection>
  );
}

type CellProps = { at: number; cell: CustomCellDraft; onChange: (fields: Partial<CustomCellDraft>) => void };

function CustomCell({ at, cell, onChange }: CellProps): ReactNode {
  const texts = useTexts(benefitTexts);
  const path = `customCells.${at}`;
  return (
    <fieldset className="list-item">
      <legend>{texts.slot(at + 1)}</legend>
      <div className="fields-row">
        <TextField
          path={`${path}.name`}
          label={texts.name}
          value={cell.name}
          onChange={(name) => onChange({ name })}
          limit={LIMITS.cellName}
        />
        <TextField
          path={`${path}.tips`}
          label={texts.tips}
          value={cell.tips}
          onChange={(tips) => onChange({ tips })}
          limit={LIMITS.cellTips}
        />
      </div>
      <AddressField path={`${path}.url`} label={texts.url} value={cell.url} onChange={(url) => onChange({ url })} />
    </fieldset>
  );
}
