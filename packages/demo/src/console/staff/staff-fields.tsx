import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { TillStores } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { CheckList } from '../ui/choice-fields.tsx';
import { TextField } from '../ui/text-field.tsx';
import { bindsStores, STAFF_ROLES, type StaffDraft } from './staff-draft.ts';
import { staffTexts } from './staff.texts.ts';

type FieldsProps = { draft: StaffDraft; onChange: (changes: Partial<StaffDraft>) => void };

/** Who, as what, and where. */
export function StaffFields({ draft, onChange }: FieldsProps): ReactNode {
  const texts = useTexts(staffTexts);
  const [{ data }] = useQuery({ query: TillStores, variables: {} });
  const stores = (data?.stores.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField
        path="name"
        label={texts.name}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        autoComplete="off"
        isRequired
      />
      <CheckList
        path="roles"
        label={texts.roles}
        options={STAFF_ROLES.map((value) => ({ value, label: texts.roleNames[value], hint: texts.roleHints[value] }))}
        chosen={draft.roles}
        onChange={(roles) => onChange({ roles })}
      />
      {bindsStores(draft) && stores.length > 0 && (
        <div>
          <CheckList
            path="storeIds"
            label={texts.stores}
            options={stores}
            chosen={draft.storeIds}
            onChange={(storeIds) => onChange({ storeIds })}
          />
          <p className="hint">{texts.storesHint}</p>
        </div>
      )}
    </>
  );
}
