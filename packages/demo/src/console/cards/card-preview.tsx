import type { ReactNode } from 'react';
import type { CodeType } from '../../generated/console.ts';
import { inBothLanguages, useTexts } from '../language/language.tsx';
import { cardLabels } from './card-labels.ts';
import { CodePicture } from './code-picture.tsx';
import type { FaceEntry, FaceModel } from './face-model.ts';
import { FlightTop, Logo, MemberTop, TicketRows, useKindCells } from './kind-faces.tsx';
import { faceStyle } from './ticket.tsx';

const texts = inBothLanguages(
  {
    label: '卡券预览',
    card: '卡券',
    brand: '商户名称',
    title: '卡券标题',
    use: '立即使用',
    validity: '有效期',
    notice: '操作提示',
    details: '优惠详情',
    prerogative: '会员特权',
    bonusTerms: '积分规则',
    balanceTerms: '储值说明',
    stores: '适用门店',
    phone: '客服电话',
    conditions: '使用条件',
    hours: '可用时段',
    howTo: '使用须知',
    services: '商户服务',
    photos: '图文介绍',
  },
  {
    label: 'Preview of the card',
    card: 'Card',
    brand: 'Brand',
    title: 'Title of the card',
    use: 'Use now',
    validity: 'Valid',
    notice: 'Notice for the till',
    details: 'What you get',
    prerogative: 'Privileges',
    bonusTerms: 'Terms of the bonus',
    balanceTerms: 'Terms of the balance',
    stores: 'Stores',
    phone: 'Service phone',
    conditions: 'Conditions',
    hours: 'Hours of use',
    howTo: 'How to use it',
    services: 'Services',
    photos: 'About it',
  },
);

/** The card as its holder will see it, in a phone. */
export function CardPreview({ face, label }: { face: FaceModel; label?: string }): ReactNode {
  const words = useTexts(texts);
  return (
    <section className="phone" aria-label={label ?? words.label}>
      <div className="phone-bar" aria-hidden="true">
        <span>9:41</span>
        <span>{face.brandName === '' ? words.card : face.brandName}</span>
        <span />
      </div>
      {/* Longer than the phone, so those without a mouse must be able to scroll it. */}
      <div className="phone-screen" tabIndex={0} role="group" aria-label={words.card}>
        <Face face={face} />
        <EntryCells face={face} />
        <Details face={face} />
      </div>
    </section>
  );
}

function Face({ face }: { face: FaceModel }): ReactNode {
  const words = useTexts(texts);
  const { kindFace: kind } = face;
  return (
    <div className="face" style={faceStyle(face.hex)}>
      {kind?.is === 'member' ? (
        <MemberTop face={face} member={kind} />
      ) : (
        <div className="face-brand">
          <Logo url={face.logoUrl} />
          <span>{face.brandName === '' ? words.brand : face.brandName}</span>
        </div>
      )}
      <div className="face-ticket">
        {kind?.is !== 'member' && <p className="face-title">{face.title === '' ? words.title : face.title}</p>}
        {face.subTitle !== '' && <p className="face-subtitle">{face.subTitle}</p>}
        {kind?.is === 'flight' && <FlightTop flight={kind} />}
        {kind !== null && <TicketRows kind={kind} />}
        <CenterEntry entry={face.entries.center} isTicket={kind !== null} />
        <p className="face-hint">
          {words.validity} {face.validity}
        </p>
        <CodeOf type={face.codeType} notice={face.notice} />
      </div>
    </div>
  );
}

/** A coupon always has its button; others only where the merchant made one. */
function CenterEntry({ entry, isTicket }: { entry: FaceEntry | null; isTicket: boolean }): ReactNode {
  const words = useTexts(texts);
  if (isTicket && (entry === null || entry.title === '')) return null;
  return (
    <>
      <p className="face-button">{entry === null || entry.title === '' ? words.use : entry.title}</p>
      {entry !== null && entry.subTitle !== '' && <p className="face-hint">{entry.subTitle}</p>}
    </>
  );
}

function CodeOf({ type, notice }: { type: CodeType; notice: string }): ReactNode {
  if (type === 'CODE_TYPE_NONE') return null;
  return (
    <div className="face-code">
      <CodePicture type={type} />
      {notice !== '' && <p className="face-notice">{notice}</p>}
    </div>
  );
}

function EntryCells({ face }: { face: FaceModel }): ReactNode {
  const words = useTexts(texts);
  const { custom, promotion } = face.entries;
  const kindCells = useKindCells(face.kindFace);
  const entries = [custom, promotion]
    .filter((entry): entry is FaceEntry => entry !== null && entry.title !== '')
    .map(({ title, subTitle }) => ({ name: title, value: subTitle }));
  return (
    <ul className="face-cells">
      {[...kindCells, ...entries].map(({ name, value }, index) => (
        <Cell key={`${index}-${name}`} name={name} value={value} />
      ))}
      <Cell name={words.stores} value={face.stores} />
      {face.servicePhone !== '' && <Cell name={words.phone} value={face.servicePhone} />}
    </ul>
  );
}

function Cell({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <li>
      <span>{name}</span>
      <span className="face-value">{value}</span>
    </li>
  );
}

function Details({ face }: { face: FaceModel }): ReactNode {
  const words = useTexts(texts);
  const labels = useTexts(cardLabels);
  return (
    <div className="face-details">
      <Part
        title={face.kindFace?.is === 'member' ? words.prerogative : words.details}
        lines={face.benefit === '' ? [] : [face.benefit]}
      />
      <MemberTerms kind={face.kindFace} />
      <Part title={words.conditions} lines={face.conditions} />
      <Part title={words.hours} lines={face.hours} />
      <Part title={words.howTo} lines={face.description === '' ? [] : [face.description]} />
      <Part title={words.services} lines={face.services.map((service) => labels.services[service])} />
      {(face.coverUrl !== '' || face.abstractText !== '' || face.textImages.length > 0) && (
        <div className="face-part">
          <p className="face-part-title">{words.photos}</p>
          {face.coverUrl !== '' && <img src={face.coverUrl} alt="" />}
          {face.abstractText !== '' && <p>{face.abstractText}</p>}
          {face.textImages.map(({ imageUrl, text }, index) => (
            <figure key={`${index}-${imageUrl}`}>
              {imageUrl !== '' && <img src={imageUrl} alt="" />}
              <figcaption>{text}</figcaption>
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}

function MemberTerms({ kind }: { kind: FaceModel['kindFace'] }): ReactNode {
  const words = useTexts(texts);
  if (kind?.is !== 'member') return null;
  return (
    <>
      <Part title={words.bonusTerms} lines={kind.terms.bonus} />
      <Part title={words.balanceTerms} lines={kind.terms.balance} />
    </>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <div className="face-part">
      <p className="face-part-title">{title}</p>
      {lines.map((line) => (
        <p key={line} className="face-line">
          {line}
        </p>
      ))}
    </div>
  );
}
