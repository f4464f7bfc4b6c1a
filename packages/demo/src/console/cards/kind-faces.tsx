import type { ReactNode } from 'react';
import { inBothLanguages, useTexts } from '../language/language.tsx';
import { Icon } from '../ui/icon.tsx';
import type { FaceModel } from './face-model.ts';
import type { FaceRow, KindFace } from './kind-face.ts';

const texts = inBothLanguages(
  {
    bonus: '积分',
    balance: '余额',
    discount: '会员折扣',
    memberNumber: '会员号',
    pay: '快速买单',
    from: '出发地',
    to: '目的地',
    flight: '航班',
    gate: '登机口',
    boards: '登机时间',
    departs: '起飞',
    lands: '到达',
    airModel: '机型',
    passenger: '旅客',
    seat: '座位',
    checkIn: '在线选座',
    show: '场次',
    room: '影厅',
    ticketClass: '票种',
    guide: '导览图',
    map: '会场导航',
    time: '时间',
    entrance: '入口',
    zone: '区域',
    route: '线路',
    leaves: '发车时间',
    stop: '上车地点',
    perCode: '每张票各自填写',
  },
  {
    bonus: 'Bonus',
    balance: 'Balance',
    discount: 'Members’ discount',
    memberNumber: 'Member no.',
    pay: 'Pay',
    from: 'From',
    to: 'To',
    flight: 'Flight',
    gate: 'Gate',
    boards: 'Boarding',
    departs: 'Departs',
    lands: 'Lands',
    airModel: 'Aircraft',
    passenger: 'Passenger',
    seat: 'Seat',
    checkIn: 'Check in',
    show: 'Show',
    room: 'Room',
    ticketClass: 'Class',
    guide: 'Guide',
    map: 'Map',
    time: 'Time',
    entrance: 'Entrance',
    zone: 'Zone',
    route: 'Route',
    leaves: 'Departs',
    stop: 'Stop',
    perCode: 'told by each ticket',
  },
);

type Of<T extends NonNullable<KindFace>['is']> = Extract<NonNullable<KindFace>, { is: T }>;

/** The card itself, as a member carries it: what is counted stands below it. */
export function MemberTop({ face, member }: { face: FaceModel; member: Of<'member'> }): ReactNode {
  const words = useTexts(texts);
  const counted = [
    ...(member.showsBonus ? [{ name: words.bonus, value: '0' }] : []),
    ...(member.showsBalance ? [{ name: words.balance, value: '¥0' }] : []),
    ...member.fields,
  ];
  return (
    <>
      <div className="member-card">
        {member.backgroundUrl !== '' && <img className="member-background" src={member.backgroundUrl} alt="" />}
        <div className="member-front">
          <span className="face-brand">
            <Logo url={face.logoUrl} />
            <span>{face.brandName}</span>
          </span>
          <strong className="member-title">{face.title}</strong>
          <span className="member-number">
            {words.memberNumber} 2026 1124 0001
            {member.discount !== '' && <b>{member.discount}</b>}
          </span>
        </div>
      </div>
      {counted.length > 0 && (
        <dl className="member-counts">
          {counted.map(({ name, value }, index) => (
            <div key={`${index}-${name}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {member.paysByCard && <p className="face-button">{words.pay}</p>}
    </>
  );
}

export function Logo({ url }: { url: string }): ReactNode {
  return url === '' ? <span className="face-logo" /> : <img className="face-logo" src={url} alt="" />;
}

/** From where to where, and when. */
export function FlightTop({ flight }: { flight: Of<'flight'> }): ReactNode {
  const words = useTexts(texts);
  return (
    <>
      <p className="flight-number">
        {flight.flight === '' ? words.flight : flight.flight}
        {flight.airModel !== '' && <small>{flight.airModel}</small>}
      </p>
      <div className="flight-ends">
        <span>
          <strong>{flight.from === '' ? words.from : flight.from}</strong>
          <small>
            {words.departs} {flight.departs}
          </small>
        </span>
        <Icon name="forward" />
        <span>
          <strong>{flight.to === '' ? words.to : flight.to}</strong>
          <small>
            {words.lands} {flight.lands}
          </small>
        </span>
      </div>
    </>
  );
}

/** What a ticket says in a row each. Those without a value are told by each code. */
export function TicketRows({ kind }: { kind: NonNullable<KindFace> }): ReactNode {
  const rows = useTicketRows(kind);
  const words = useTexts(texts);
  if (rows.length === 0) return null;
  return (
    <dl className="ticket-rows">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? <small>{words.perCode}</small> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useTicketRows(kind: NonNullable<KindFace>): FaceRow[] {
  const words = useTexts(texts);
  const row = (name: string, value = ''): FaceRow => ({ name, value });
  switch (kind.is) {
    case 'member':
      return [];
    case 'flight':
      return [row(words.gate, kind.gate), row(words.boards, kind.boards), row(words.passenger), row(words.seat)];
    case 'movie':
      return [row(words.show), row(words.room), row(words.seat)];
    case 'scenic':
      return kind.ticketClass === '' ? [] : [row(words.ticketClass, kind.ticketClass)];
    case 'meeting':
      return [row(words.time), row(words.zone), row(words.entrance), row(words.seat)];
    case 'bus':
      return [row(words.route, kind.route), row(words.leaves, kind.departs), row(words.seat)];
    default:
      return kind satisfies never;
  }
}

/** Rows below the face that only this kind has. */
export function useKindCells(kind: KindFace): readonly FaceRow[] {
  const words = useTexts(texts);
  const when = (isThere: boolean, name: string): FaceRow[] => (isThere ? [{ name, value: '' }] : []);
  if (kind === null) return [];
  switch (kind.is) {
    case 'member':
      return [...(kind.discount === '' ? [] : [{ name: words.discount, value: kind.discount }]), ...kind.cells];
    case 'flight':
      return when(kind.hasCheckIn, words.checkIn);
    case 'scenic':
      return when(kind.hasGuide, words.guide);
    case 'meeting':
      return when(kind.hasMap, words.map);
    case 'bus':
      return when(kind.hasMap, words.stop);
    case 'movie':
      return [];
    default:
      return kind satisfies never;
  }
}
