// Runs in the page: elements in every state, each with a client that answers as told. Loaded after claim.js.
const DAY = 86_400_000;
const at = (ms) => new Date(Date.now() + ms).toISOString();

const face = (changes) => ({
  id: 'card_1',
  kind: 'CASH',
  title: '满100减10元',
  subTitle: '周末与节假日通用',
  brandName: '示例商户',
  logoUrl: location.origin + '/logo.png',
  color: { hex: '#63b359' },
  notice: '结账时出示',
  description: '',
  status: 'DISTRIBUTED',
  claimLimit: 1,
  stock: { left: 88 },
  validity: { type: 'FIX_TERM', from: null, until: null, termDays: 30, termStartDays: 0 },
  useCondition: { leastCostFen: null },
  benefit: { __typename: 'CashBenefit', reduceCostFen: 1000, leastCostFen: 10_000 },
  ...changes,
});

const claimOf = (changes) => ({
  id: 'claim_1',
  claimedAt: at(0),
  card: { id: 'card_1' },
  code: { value: '123456789012', status: 'NORMAL', validFrom: at(0), validUntil: '2026-12-31T16:00:00Z', ...changes },
});

const never = () => new Promise(() => {});
const fail =
  (code, fields = {}) =>
  () =>
    Promise.reject(new window.Kaquan.CardError(code, { retryable: true, fields }));

/** A client whose answers are `changes`; each is a value, or a function that gives a promise. */
const clientOf = (changes = {}) => ({
  options: { userToken: 'token', publishableKey: 'pk_test_x', endpoint: '/graphql' },
  card: changes.card ?? (() => Promise.resolve(face(changes.face))),
  claimContext: () => Promise.resolve({ claim: changes.claim ?? null, claimsLeft: changes.claimsLeft ?? 1 }),
  claim: changes.claiming ?? never,
  claimAll: never,
  watch: () => () => {},
  watchStock: () => () => {},
  now: () => Date.now(),
});

const STATES = {
  loading: () => clientOf({ card: never }),
  ready: () => clientOf(),
  busy: () => clientOf(),
  tappable: () => clientOf({ claiming: () => Promise.resolve({ ...claimOf(), replayed: false }) }),
  claimed: () => clientOf({ claim: claimOf(), claimsLeft: 0 }),
  again: () => clientOf({ claim: claimOf(), claimsLeft: 1 }),
  used: () => clientOf({ claim: claimOf({ status: 'CONSUMED' }), claimsLeft: 0 }),
  'sold-out': () => clientOf({ face: { stock: { left: 0 } } }),
  limit: () => clientOf({ claimsLeft: 0 }),
  'not-started': () =>
    clientOf({
      face: { validity: { type: 'FIX_TIME_RANGE', from: at(7_872_000), until: at(30 * DAY), termDays: null } },
    }),
  expired: () => clientOf({ face: { status: 'EXPIRED' } }),
  'not-eligible': () => clientOf({ claiming: fail('NOT_ELIGIBLE') }),
  offline: () => clientOf({ card: fail('OFFLINE') }),
  error: () => clientOf({ claiming: fail('NETWORK') }),
};
const TAPPED = ['busy', 'not-eligible', 'error'];

/** Faces of other kinds. */
const KINDS = {
  discount: {
    kind: 'DISCOUNT',
    title: '全场七折',
    color: { hex: '#cc463d' },
    benefit: { __typename: 'DiscountBenefit', percentOff: 30 },
  },
  gift: {
    kind: 'GIFT',
    title: '兑换咖啡一杯',
    subTitle: null,
    color: { hex: '#ee903c' },
    benefit: { __typename: 'GiftBenefit', detail: '中杯美式咖啡一杯' },
  },
  groupon: {
    kind: 'GROUPON',
    title: '双人套餐',
    subTitle: null,
    color: { hex: '#5885cf' },
    benefit: { __typename: 'GrouponBenefit', detail: '牛排两份，饮料两杯' },
  },
  general: {
    kind: 'GENERAL_COUPON',
    title: '会员专享',
    color: { hex: '#9062c0' },
    benefit: { __typename: 'GeneralCouponBenefit', detail: '凭券享九折' },
  },
};

const ANSWERS = {
  'sold-out': () => new window.Kaquan.CardError('OUT_OF_STOCK', { fields: { left: 0 } }),
  offline: () => new window.Kaquan.CardError('NETWORK', { retryable: true }),
};

/** A client whose card `ready-sold-out-2` is ready, and sold out when it is claimed; `used-1` is used. */
function listClient() {
  const partsOf = (cardId) => cardId.replace(/-\d+$/, '');
  const shownOf = (cardId) => STATES[partsOf(cardId).replace(/^ready-.*/, 'ready')]();
  return {
    ...clientOf(),
    card: (id) =>
      shownOf(id)
        .card()
        .then((found) => ({ ...found, id })),
    claimContext: (id) => shownOf(id).claimContext(),
    claim: (id) => shownOf(id).claim(),
    async claimAll(items) {
      window.claimed.push(items.map(({ cardId }) => cardId));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return items.map(({ cardId }, place) => {
        const error = ANSWERS[partsOf(cardId).replace('ready-', '')];
        const claim = {
          ...claimOf({ value: String(100_000_000_000 + place) }),
          id: 'claim_' + cardId,
          replayed: false,
        };
        return error ? { cardId, claim: null, error: error() } : { cardId, claim, error: null };
      });
    },
  };
}

/** What went with each request for several cards. */
window.claimed = [];

window.galleryList = async ({ rows = ['ready'], items, attributes = {} }) => {
  const element = document.createElement('kq-claim-list');
  const ids = rows.map((name, place) => `${name}-${place}`);
  const all = { mode: 'all', 'card-ids': ids.join(' '), 'heading-level': '2', ...attributes };
  for (const [key, value] of Object.entries(all)) element.setAttribute(key, value);
  Object.assign(element, { client: listClient() }, items && { items });
  document.querySelector('main').append(element);
  await new Promise((resolve) => setTimeout(resolve, 80));
  return element.getAttribute('state');
};

window.gallery = async ({ states = ['ready'], kinds = false, attributes = {} }) => {
  const main = document.querySelector('main');
  const add = (client, name) => {
    const element = document.createElement('kq-claim');
    for (const [key, value] of Object.entries({ 'card-id': 'card_1', 'heading-level': '2', ...attributes }))
      element.setAttribute(key, value);
    element.id = name;
    element.client = client;
    main.append(element);
    return element;
  };
  const elements = states.map((name) => [name, add(STATES[name](), name)]);
  if (kinds) for (const [name, changes] of Object.entries(KINDS)) add(clientOf({ face: changes }), name);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all(
    elements
      .filter(([name]) => TAPPED.includes(name))
      .map(([name, element]) => (name === 'busy' ? void element.claim() : element.claim())),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  return elements.map(([, element]) => element.getAttribute('state'));
};
