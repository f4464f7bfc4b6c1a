import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { TillStores } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { todayTexts } from '../till/today/today.texts.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { type Filter, STATES, WAYS } from './list-query.ts';
import { redemptionsTexts } from './redemptions.texts.ts';

const FIRST_PAGE = { after: '', before: '' } as const;

type FiltersProps = {
  filter: Filter;
  hasState: boolean;
  onChange: (changes: Readonly<Record<string, string>>) => void;
};

/** Narrows a list of what happened at tills. */
export function Filters({ filter, hasState, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(redemptionsTexts);
  const { ways } = useTexts(todayTexts);
  const [{ data }] = useQuery({ query: TillStores, variables: {} });
  const stores = (data?.stores.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="filters">
      <FilterSelect
        label={texts.way}
        value={filter.way}
        everything={texts.allWays}
        options={WAYS.map((value) => ({ value, label: ways[value] }))}
        onChange={(way) => onChange({ way: way ?? '', ...FIRST_PAGE })}
      />
      {stores.length > 0 && (
        <FilterSelect
          label={texts.store}
          value={filter.storeId}
          everything={texts.allStores}
          options={stores}
          onChange={(store) => onChange({ store: store ?? '', ...FIRST_PAGE })}
        />
      )}
      {hasState && (
        <FilterSelect
          label={texts.state}
          value={filter.state}
          everything={texts.everyState}
          options={STATES.map((value) => ({ value, label: texts.states[value] }))}
          onChange={(state) => onChange({ state: state ?? '', ...FIRST_PAGE })}
        />
      )}
    </div>
  );
}
