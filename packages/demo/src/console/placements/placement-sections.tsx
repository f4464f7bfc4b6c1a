import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { PlaceableStores } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { RadioField, SelectField, Switch } from '../ui/choice-fields.tsx';
import { ImageField } from '../ui/image-field.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { FORM_KINDS, type LifeUnit, type PlacementDraft } from './placement-draft.ts';
import { placementFormTexts } from './placement-form.texts.ts';
import { placementsTexts } from './placements.texts.ts';

export type SectionProps = { draft: PlacementDraft; change: (fields: Partial<PlacementDraft>) => void };

/** What every placement says. */
export function BasicsSection({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const { kinds } = useTexts(placementsTexts);
  return (
    <Section title={texts.basics}>
      <RadioField
        path="kind"
        label={texts.kind}
        hint={texts.kindHints[draft.kind]}
        value={draft.kind}
        options={FORM_KINDS.map((value) => ({ value, label: kinds[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <TextField
        path="name"
        label={texts.name}
        hint={texts.nameHint}
        limit={{ width: 64 }}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <div className="fields-row">
        <TextField
          path="channel"
          label={texts.channel}
          hint={texts.channelHint}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
        />
        <StoreField draft={draft} change={change} />
      </div>
      <LifeFields draft={draft} change={change} />
    </Section>
  );
}

function StoreField({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const { viewer } = useDesk();
  const [{ data }] = useQuery({ query: PlaceableStores });
  const stores = (data?.stores.nodes ?? []).filter(({ state }) => state === 'APPROVED');
  const isBound = viewer.storeIds.length > 0;
  return (
    <SelectField
      path="storeId"
      label={texts.storeId}
      isRequired={isBound || draft.kind === 'NEARBY'}
      value={draft.storeId}
      options={[{ value: '', label: texts.noStore }, ...stores.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(storeId) => change({ storeId })}
    />
  );
}

const UNITS = ['default', 'minutes', 'hours', 'days'] as const satisfies readonly LifeUnit[];

function LifeFields({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  return (
    <>
      <RadioField
        path="lifeUnit"
        label={texts.life}
        hint={texts.lifeHint}
        value={draft.lifeUnit}
        options={UNITS.map((value) => ({ value, label: texts.units[value] }))}
        onChange={(lifeUnit) => change({ lifeUnit })}
      />
      {draft.lifeUnit !== 'default' && (
        <TextField
          path="expiresInSeconds"
          label={texts.lifeValue}
          inputMode="numeric"
          after={texts.units[draft.lifeUnit]}
          isRequired
          value={draft.life}
          onChange={(life) => change({ life })}
        />
      )}
    </>
  );
}

/** What its kind says beside cards. */
export function KindSection(props: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const { draft, change } = props;
  switch (draft.kind) {
    case 'SHELF':
      return <ShelfSection {...props} />;
    case 'MENU':
      return (
        <Section title={texts.menu}>
          <TextField
            path="label"
            label={texts.label}
            limit={{ width: 16 }}
            isRequired
            value={draft.label}
            onChange={(label) => change({ label })}
          />
        </Section>
      );
    case 'WIFI':
      return (
        <Section title={texts.wifi}>
          <TextField
            path="ssid"
            label={texts.ssid}
            limit={{ width: 32 }}
            isRequired
            value={draft.ssid}
            onChange={(ssid) => change({ ssid })}
          />
        </Section>
      );
    case 'BEACON':
      return <BeaconSection {...props} />;
    case 'KEYWORD_REPLY':
      return <ReplySection {...props} />;
    case 'QR_CODE':
    case 'ARTICLE':
    case 'NEARBY':
      return null;
    default:
      return draft.kind satisfies never;
  }
}

function ShelfSection({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  return (
    <Section title={texts.shelf}>
      <TextField
        path="title"
        label={texts.shelfTitle}
        limit={{ width: 32 }}
        isRequired
        value={draft.title}
        onChange={(title) => change({ title })}
      />
      <ImageField
        path="bannerUrl"
        label={texts.bannerUrl}
        hint={texts.bannerHint}
        isRequired
        value={draft.bannerUrl}
        onChange={(bannerUrl) => change({ bannerUrl })}
      />
      <Switch label={texts.canShare} isOn={draft.canShare} onChange={(canShare) => change({ canShare })} />
    </Section>
  );
}

function BeaconSection({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  return (
    <Section title={texts.beacon}>
      <TextField path="uuid" label={texts.uuid} isRequired value={draft.uuid} onChange={(uuid) => change({ uuid })} />
      <div className="fields-row">
        {(['major', 'minor'] as const).map((name) => (
          <TextField
            key={name}
            path={name}
            label={texts[name]}
            hint={texts.beaconHint}
            inputMode="numeric"
            isRequired
            value={draft[name]}
            onChange={(text) => change({ [name]: text })}
          />
        ))}
      </div>
    </Section>
  );
}

function ReplySection({ draft, change }: SectionProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const { matches } = useTexts(placementsTexts);
  return (
    <Section title={texts.reply}>
      <TextField
        path="keywords"
        label={texts.keywords}
        hint={texts.keywordsHint}
        isRequired
        value={draft.keywords}
        onChange={(keywords) => change({ keywords })}
      />
      <RadioField
        path="match"
        label={texts.match}
        value={draft.match}
        options={(['EXACT', 'CONTAINS'] as const).map((value) => ({ value, label: matches[value] }))}
        onChange={(match) => change({ match })}
      />
      <TextArea
        path="text"
        label={texts.replyText}
        hint={texts.replyTextHint}
        limit={{ width: 200 }}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
    </Section>
  );
}
