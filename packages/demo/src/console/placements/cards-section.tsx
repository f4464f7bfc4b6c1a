import { type ReactNode, useRef } from 'react';
import type { PlaceableCard } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardLabels } from '../cards/card-labels.ts';
import { useTexts } from '../language/language.tsx';
import { SelectField, Switch } from '../ui/choice-fields.tsx';
import { fieldId, useFault } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { ImageField } from '../ui/image-field.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type CardDraft, emptyCard, mostCards } from './placement-draft.ts';
import { placementFormTexts } from './placement-form.texts.ts';
import type { SectionProps } from './placement-sections.tsx';

/** `choices`: null while they are on their way. */
type CardsProps = SectionProps & { choices: readonly PlaceableCard[] | null };

/** What it hands out: cards that can be claimed now (C8), in their order. */
export function CardsSection({ draft, change, choices }: CardsProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const fault = useFault('cards');
  const lastKey = useRef(0);
  const { kind, cards } = draft;
  const set = (key: number, fields: Partial<CardDraft>): void =>
    change({ cards: cards.map((card) => (card.key === key ? { ...card, ...fields } : card)) });
  const add = (): void => {
    lastKey.current += 1;
    change({ cards: [...cards, emptyCard(lastKey.current)] });
  };
  if (choices?.length === 0)
    return (
      <Section title={texts.cards} hint={texts.noCards}>
        <Link to={{ page: 'newCard' }} className="button">
          {texts.newCard}
        </Link>
      </Section>
    );
  return (
    <Section title={texts.cards} hint={texts.cardsHint(mostCards(kind))}>
      {cards.map((card, index) => (
        <CardFields
          key={card.key}
          card={card}
          index={index}
          isShelf={kind === 'SHELF'}
          isQrCode={kind === 'QR_CODE'}
          takesCode={kind !== 'KEYWORD_REPLY'}
          choices={choices ?? []}
          change={(fields) => set(card.key, fields)}
          onRemove={cards.length > 1 ? () => change({ cards: cards.filter(({ key }) => key !== card.key) }) : null}
        />
      ))}
      {fault !== undefined && (
        <p className="fault" id={fieldId('cards')} tabIndex={-1}>
          {fault}
        </p>
      )}
      {cards.length < mostCards(kind) && (
        <button type="button" className="button" onClick={add}>
          <Icon name="plus" />
          {texts.add}
        </button>
      )}
    </Section>
  );
}

type CardProps = {
  card: CardDraft;
  index: number;
  isShelf: boolean;
  isQrCode: boolean;
  takesCode: boolean;
  choices: readonly PlaceableCard[];
  change: (fields: Partial<CardDraft>) => void;
  onRemove: (() => void) | null;
};

function CardFields(props: CardProps): ReactNode {
  const texts = useTexts(placementFormTexts);
  const labels = useTexts(cardLabels);
  const { card, index, isShelf, choices, change, onRemove } = props;
  const path = `cards.${index}`;
  const options = choices.map(({ id, title, kind, stock }) => ({
    value: id,
    label: `${title} · ${labels.kinds[kind]} · ${texts.left(stock.left)}`,
  }));
  return (
    <fieldset className="list-item">
      <legend>{texts.card(index + 1)}</legend>
      <SelectField
        path={`${path}.cardId`}
        label={texts.cardId}
        isRequired
        value={card.cardId}
        options={[{ value: '', label: texts.chooseCard }, ...options]}
        // The code was one of the former card, and its field may go away.
        onChange={(cardId) => change({ cardId, code: '' })}
      />
      {isShelf && (
        <ImageField
          path={`${path}.thumbUrl`}
          label={texts.thumbUrl}
          isOptional
          value={card.thumbUrl}
          onChange={(thumbUrl) => change({ thumbUrl })}
        />
      )}
      <NamedFields {...props} path={path} />
      {onRemove && (
        <button type="button" className="button is-small is-danger" onClick={onRemove}>
          <Icon name="trash" />
          {texts.remove}
        </button>
      )}
    </fieldset>
  );
}

/** For whom and how often; what the chosen card asks for stands outside of the fold. */
function NamedFields({ card, choices, isQrCode, takesCode, change, path }: CardProps & { path: string }): ReactNode {
  const texts = useTexts(placementFormTexts);
  const chosen = choices.find(({ id }) => id === card.cardId);
  const needsOpenid = isQrCode && chosen?.bindsOpenid === true;
  const openid = (
    <TextField
      path={`${path}.openid`}
      label={texts.openid}
      hint={texts.openidHint}
      isRequired={needsOpenid}
      value={card.openid}
      onChange={(text) => change({ openid: text })}
    />
  );
  return (
    <>
      {takesCode && chosen?.codeMode === 'CUSTOM' && (
        <TextField
          path={`${path}.code`}
          label={texts.code}
          hint={texts.codeHint}
          isRequired
          value={card.code}
          onChange={(code) => change({ code })}
        />
      )}
      {needsOpenid && openid}
      <Switch
        label={texts.isSingleUse}
        hint={texts.singleUseHint}
        isOn={card.isSingleUse || card.code.trim() !== '' || card.openid.trim() !== ''}
        onChange={(isSingleUse) => change({ isSingleUse })}
      />
      <details className="more">
        <summary>{texts.more}</summary>
        <div className="fields-row">
          {!needsOpenid && openid}
          <TextField
            path={`${path}.outerStr`}
            label={texts.outerStr}
            hint={texts.outerHint}
            value={card.outerStr}
            onChange={(outerStr) => change({ outerStr })}
          />
        </div>
      </details>
    </>
  );
}
