import { describe, expect, it } from 'vitest';
import { benefitChecks } from './check-benefit.ts';
import { type Draft, newDraft } from './draft.ts';
import { emptyCustomCell, emptyCustomField, newKindDrafts } from './kind-drafts.ts';

const draft = newDraft('2026-11-24', '');
const { member, flight, bus } = newKindDrafts;
const goodMember = { ...member, prerogative: '九折' };
const goodFlight = { ...flight, from: '成都', to: '北京', flight: '3U8881', departureTime: '2026-12-20T08:30' };

function faults(fields: Partial<Draft> & Pick<Draft, 'kind'>): object {
  const checks = benefitChecks[fields.kind]({ ...draft, ...fields });
  return Object.fromEntries(checks.filter(([, fault]) => fault !== null));
}

describe('what a card gives', () => {
  it.each<[Partial<Draft> & Pick<Draft, 'kind'>, object]>([
    [{ kind: 'MEMBER_CARD' }, { prerogative: 'missing' }],
    [{ kind: 'MEMBER_CARD', member: goodMember }, {}],
    [{ kind: 'MEMBER_CARD', member: { ...goodMember, percentOff: '100' } }, { memberPercentOff: 'notPercent' }],
    [
      { kind: 'MEMBER_CARD', member: { ...goodMember, bonusRule: { ...member.bonusRule, increaseBonus: '1' } } },
      { 'bonusRule.costUnitFen': 'otherHalf' },
    ],
    [
      { kind: 'MEMBER_CARD', member: { ...goodMember, customFields: [{ ...emptyCustomField, url: 'a.cn' }] } },
      { 'customFields.0.name': 'missing' },
    ],
    [
      { kind: 'MEMBER_CARD', member: { ...goodMember, customFields: [{ ...emptyCustomField, nameType: 'LEVEL' }] } },
      {},
    ],
    [
      { kind: 'MEMBER_CARD', member: { ...goodMember, customCells: [{ ...emptyCustomCell, name: '六个汉字放不下' }] } },
      { 'customCells.0.name': 'tooLong' },
    ],
    [
      {
        kind: 'MEMBER_CARD',
        member: { ...goodMember, activation: { ...member.activation, continuesAfterForm: true } },
      },
      { 'activation.afterFormUrl': 'missing' },
    ],
    [
      { kind: 'BOARDING_PASS', flight: { ...goodFlight, landingTime: '2026-12-20T08:30' } },
      { landingTime: 'landsBefore' },
    ],
    [{ kind: 'BOARDING_PASS', flight: { ...goodFlight, landingTime: '2026-12-20T11:20' } }, {}],
    [
      { kind: 'BUS_TICKET', bus: { ...bus, mapUrl: 'ftp://x' } },
      { route: 'missing', departureTime: 'missing', tripDetail: 'missing', mapUrl: 'notAddress' },
    ],
    [{ kind: 'MEETING_TICKET' }, { meetingDetail: 'missing' }],
    [{ kind: 'SCENIC_TICKET' }, {}],
    [{ kind: 'MOVIE_TICKET' }, {}],
  ])('with %j has the faults %j', (fields, expected) => {
    expect(faults(fields)).toEqual(expected);
  });
});
