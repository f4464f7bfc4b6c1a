import type { ReactNode } from 'react';
import type { CodeType } from '../../generated/console.ts';
import { inBothLanguages, useTexts } from '../language/language.tsx';
import { cardLabels } from './card-labels.ts';
import { CodePicture } from './code-picture.tsx';
import type { FaceEntry, FaceModel } from './face-model.ts';
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
export function CardPreview({ face }: { face: FaceModel }): ReactNode {
  const words = useTexts(texts);
  return (
    <section className="phone" aria-label={words.label}>
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
  const { center } = face.entries;
  return (
    <div className="face" style={faceStyle(face.hex)}>
      <div className="face-brand">
        {face.logoUrl === '' ? <span className="face-logo" /> : <img className="face-logo" src={face.logoUrl} alt="" />}
        <span>{face.brandName === '' ? words.brand : face.brandName}</span>
      </div>
      <div className="face-ticket">
        <p className="face-title">{face.title === '' ? words.title : face.title}</p>
        {face.subTitle !== '' && <p className="face-subtitle">{face.subTitle}</p>}
        <p className="face-button">{center === null || center.title === '' ? words.use : center.title}</p>
        {center !== null && center.subTitle !== '' && <p className="face-hint">{center.subTitle}</p>}
        <p className="face-hint">
          {words.validity} {face.validity}
        </p>
        <CodeOf type={face.codeType} notice={face.notice} />
      </div>
    </div>
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
  const entries = [custom, promotion].filter((entry): entry is FaceEntry => entry !== null && entry.title !== '');
  return (
    <ul className="face-cells">
      {entries.map((entry) => (
        <Cell key={entry.title} name={entry.title} value={entry.subTitle} />
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
      <Part title={words.details} lines={face.benefit === '' ? [] : [face.benefit]} />
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
