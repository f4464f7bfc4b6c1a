import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { PlacementDetail, type PlacementDetailData } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CloseButton } from './close-button.tsx';
import { embedOf } from './embed.ts';
import { PlacedCards, PlacementFacts } from './placement-facts.tsx';
import { PlacementFigures } from './placement-figures.tsx';
import { placementsTexts } from './placements.texts.ts';

type Placement = NonNullable<PlacementDetailData['placement']>;

/** One placement: what came of it, and everything to put it up. */
export function PlacementPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(placementsTexts);
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: PlacementDetail, variables: { id } });
  const placement = data?.placement;
  const isOpen = placement?.status === 'OPEN';
  const isPutUp = placement != null && isOpen && !isMessage(placement);
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  return (
    <Page title={placement?.name ?? texts.placement} back={{ to: { page: 'placements' }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !placement && <Empty text={texts.notFound} />}
      {placement && (
        <div className={isPutUp ? 'with-code' : undefined}>
          {isPutUp && <QrCode placement={placement} />}
          <div className="column">
            {placement.status !== 'OPEN' && <Over status={placement.status} />}
            <PlacementFigures placement={placement} />
            {isOpen && <Address placement={placement} />}
            <PlacedCards cards={placement.cards} />
            {isPutUp && <Snippets placement={placement} />}
            <PlacementFacts placement={placement} />
            {may('placements:write') && isOpen && <CloseButton placementId={id} onDone={askAgain} />}
          </div>
        </div>
      )}
    </Page>
  );
}

/** What comes to the inbox of its users is neither put up nor embedded. */
const isMessage = ({ kind }: Placement): boolean => kind === 'BROADCAST' || kind === 'KEYWORD_REPLY';

/** Nothing more is put up of what hands out nothing: only its figures are left. */
function Over({ status }: { status: keyof (typeof placementsTexts)['en']['over'] }): ReactNode {
  const texts = useTexts(placementsTexts);
  return (
    <div className="notice">
      <Icon name="info" />
      <p>{texts.over[status]}</p>
    </div>
  );
}

function Address({ placement }: { placement: Placement }): ReactNode {
  const texts = useTexts(placementsTexts);
  const { url, printUrl } = placement;
  return (
    <section className="panel">
      <h2>{texts.address}</h2>
      <p className="hint">{isMessage(placement) ? texts.messageAddressHint : texts.addressHint}</p>
      <CopyBox label={texts.address} text={url}>
        <a className="button is-small" href={url} target="_blank" rel="noopener">
          {texts.open}
        </a>
        {!isMessage(placement) && (
          <a className="button is-small" href={printUrl} target="_blank" rel="noopener">
            {texts.print}
          </a>
        )}
      </CopyBox>
    </section>
  );
}

/** The code as it will be scanned, and its files under the names that say what they are (L6). */
function QrCode({ placement: { qrImages, name } }: { placement: Placement }): ReactNode {
  const texts = useTexts(placementsTexts);
  const drawn = qrImages.find(({ format }) => format === 'SVG') ?? qrImages[0];
  return (
    <section className="panel qr-panel">
      <h2>{texts.qr}</h2>
      {drawn && <img className="qr-image" src={drawn.url} alt={`${texts.qr} ${name}`} width={240} height={240} />}
      <p className="hint">{texts.qrHint}</p>
      <div className="segments">
        {qrImages.map(({ format, url, fileName }) => (
          <a key={format} className="button is-small" href={url} download={fileName}>
            {texts.download(format)}
          </a>
        ))}
      </div>
    </section>
  );
}

/** What goes into somebody else's page. */
function Snippets({ placement: { articleHtml, cards, token, url, kind } }: { placement: Placement }): ReactNode {
  const texts = useTexts(placementsTexts);
  const embed = embedOf(location.origin, { token, url, cardIds: cards.map(({ card }) => card.id) });
  return (
    <section className="panel">
      <h2>{texts.article}</h2>
      <p className="hint">{texts.articleHint}</p>
      <CopyBox label={texts.article} text={articleHtml} />
      {kind !== 'ARTICLE' && (
        <>
          <h3>{texts.embed}</h3>
          <p className="hint">{texts.embedHint}</p>
          <CopyBox label={texts.embed} text={embed} />
        </>
      )}
    </section>
  );
}
