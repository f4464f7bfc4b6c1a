import type { ReactNode } from 'react';
import type { StoreChanged, StoreFields, StoreService } from '../../generated/console.ts';
import { FieldValue, type ShownValue } from '../cards/field-words.tsx';
import { useTexts } from '../language/language.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Icon } from '../ui/icon.tsx';
import { storesTexts } from './stores.texts.ts';

type Place = Pick<StoreFields, 'province' | 'city' | 'district' | 'address'>;

/** Where a store is, in one line. */
export const placeText = ({ province, city, district, address }: Place): string =>
  [province === city ? '' : province, city, district ?? '', address].join('');

/** Everything that a store says of itself. */
export function StoreFacts({ store }: { store: StoreFields }): ReactNode {
  const texts = useTexts(storesTexts);
  const optional = [
    ['openTime', store.openTime],
    ['averagePriceYuan', store.averagePriceYuan === null ? null : `¥${store.averagePriceYuan}`],
    ['recommend', store.recommend],
    ['special', store.special],
    ['introduction', store.introduction],
    ['externalId', store.externalId],
  ] as const;
  return (
    <Facts title={texts.facts}>
      <Fact name={texts.address}>{placeText(store)}</Fact>
      <Fact name={texts.position}>
        <PositionText store={store} />
      </Fact>
      <Fact name={texts.category}>{store.categories.join('；')}</Fact>
      <Fact name={texts.telephone}>{store.telephone}</Fact>
      {optional.map(
        ([name, value]) =>
          value !== null && (
            <Fact key={name} name={texts[name]}>
              {value}
            </Fact>
          ),
      )}
      {store.photoUrls.length > 0 && (
        <Fact name={texts.photoUrls}>
          <FieldValue value={{ text: '', imageUrls: store.photoUrls }} />
        </Fact>
      )}
      <Fact name={texts.poiId}>{store.poiId}</Fact>
      <Fact name={texts.id}>
        <code>{store.id}</code>
      </Fact>
    </Facts>
  );
}

/** Degrees with their names, and a map to see whether they are right. */
function PositionText({ store: { latitude, longitude, name, offsetType } }: { store: StoreFields }): ReactNode {
  const texts = useTexts(storesTexts);
  const marker = `coord:${latitude},${longitude};title:${name.replaceAll(/[;:]/g, ' ')}`;
  const map = `https://apis.map.qq.com/uri/v1/marker?${new URLSearchParams({ marker, referer: 'kaquan' })}`;
  return (
    <>
      {texts.degrees(latitude, longitude)}{' '}
      {offsetType === 1 && (
        <a className="map-link" href={map} target="_blank" rel="noopener noreferrer">
          {texts.onMap}
        </a>
      )}
    </>
  );
}

const FIELDS = [
  'telephone',
  'openTime',
  'averagePriceYuan',
  'recommend',
  'special',
  'introduction',
  'photoUrls',
] as const;

const shownOf = (field: (typeof FIELDS)[number], values: StoreService | StoreChanged): ShownValue =>
  field === 'photoUrls'
    ? { text: '', imageUrls: values.photoUrls ?? [] }
    : { text: values[field] === null ? '' : String(values[field]), imageUrls: [] };

/** A change that waits: each value that is live beside the one that is wanted (S2). */
export function StoreChangeList({ live, wanted }: { live: StoreService; wanted: StoreChanged }): ReactNode {
  const texts = useTexts(storesTexts);
  return (
    <dl className="changes">
      {FIELDS.filter((field) => wanted.fields.includes(field)).map((field) => (
        <div key={field} className="change">
          <dt>{texts[field]}</dt>
          <dd>
            <del>
              <FieldValue value={shownOf(field, live)} />
            </del>
            <Icon name="forward" />
            <ins>
              <FieldValue value={shownOf(field, wanted)} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
