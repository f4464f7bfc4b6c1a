import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { StoreList } from '../../../generated/console.ts';
import { Link } from '../../app/navigation.tsx';
import { useTexts } from '../../language/language.tsx';
import { useDesk } from '../../session/desk.tsx';
import { CheckList, RadioField } from '../../ui/choice-fields.tsx';
import { Section } from '../../ui/section.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';

/** Where it can be used (C6): in all stores of the moment, in some, or wherever the merchant redeems. */
export function StoresSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <Section title={texts.stores}>
      <RadioField
        path="usesAllStores"
        label={texts.stores}
        value={draft.storeChoice}
        onChange={set('storeChoice')}
        options={[
          { value: 'all', label: texts.allStores },
          { value: 'some', label: texts.someStores },
          { value: 'none', label: texts.noStores },
        ]}
      />
      {draft.storeChoice === 'some' && <ChosenStores />}
    </Section>
  );
}

function ChosenStores(): ReactNode {
  const texts = useTexts(formTexts);
  const { may } = useDesk();
  const { draft, set } = useForm();
  const [{ data }] = useQuery({ query: StoreList, variables: {} });
  const stores = data?.stores.nodes ?? [];
  if (data && stores.length === 0)
    return (
      <p className="hint">
        {texts.noStoresYet} {may('stores:write') && <Link to={{ page: 'newStore' }}>{texts.addStore}</Link>}
      </p>
    );
  const options = stores.map(({ id, name, city, address }) => ({ value: id, label: name, hint: `${city} ${address}` }));
  return (
    <CheckList
      path="storeIds"
      label={texts.chooseStores}
      options={options}
      chosen={draft.storeIds}
      onChange={set('storeIds')}
    />
  );
}
