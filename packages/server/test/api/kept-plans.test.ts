import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { aCard, aStore } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { countStatements } from '../kit/statements.ts';

let api: Api;
let merchant: ServedMerchant;
let cardId: string;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const stores = await Promise.all(['一', '二'].map((branchName) => aStore(merchant.ctx, { branchName })));
  const card = await aCard(merchant.ctx, { storeIds: stores.map(({ id }) => id), claimLimit: 5, quantity: 50 });
  cardId = card.id;
  for (const openid of ['ann', 'bob']) await claimCard(merchant.ctx, { cardId, openid });
});
afterAll(() => api.stop());

/** The rows of a page of codes, and how many statements they took. */
async function codes(document: string, variables: object = {}, key = merchant.secretKey) {
  const { result, statements } = await countStatements(() => api.gql(document, variables, key));
  const json: Json = result.json;
  expect(json.errors).toBeUndefined();
  return { nodes: json.data.codes.nodes, asked: statements.filter((text) => text.includes('"Code"')).length };
}

it('reads the columns that a page shows, with those of its orders, and all where a field may read any', async () => {
  const textOf = async (fields: string) => {
    const document = `{ codes(first: 1) { nodes { ${fields} } edges { cursor } } }`;
    const { statements } = await countStatements(() => api.gql(document, {}, merchant.secretKey));
    return statements.find((text) => text.includes('"Code"'));
  };
  expect(await textOf('value status')).toContain('"giftExpiresAt"');
  expect(await textOf('value status')).not.toContain('"outerStr"');
  expect(await textOf('value encryptCode')).toContain('"outerStr"');
});

describe('a document that is asked again', () => {
  it('follows the variables of its directives each time', async () => {
    const document = `query ($card: Boolean!, $claim: Boolean!) {
      codes(first: 1) { nodes { value card @include(if: $card) { id } ...More @skip(if: $claim) } } }
      fragment More on Code { claim { id } }`;
    const aClaim = { claim: { id: expect.stringMatching(/^claim_/) } };
    for (const [card, claim] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
      [true, true],
    ]) {
      const { nodes, asked } = await codes(document, { card, claim });
      expect(nodes).toEqual([
        {
          value: expect.any(String),
          ...(card ? { card: { id: cardId } } : {}),
          ...(claim ? {} : aClaim),
        },
      ]);
      expect(asked).toBe(1);
    }
  });

  it('gives other names and fragments of one relation what each of them asks for, in one statement', async () => {
    const document = `{ codes(first: 2) { nodes { first: card { id } ...Second } page: nodes { third: card { title } } } }
      fragment Second on Code { second: card { title ...Third } } fragment Third on Card { kind }`;
    for (const _turn of [1, 2, 3]) {
      const result = await countStatements(() => api.gql(document, {}, merchant.secretKey));
      const { codes: page }: Json = result.result.json.data;
      expect(page.nodes).toHaveLength(2);
      for (const row of page.nodes)
        expect(row).toMatchObject({ first: { id: cardId }, second: { kind: 'CASH', title: expect.any(String) } });
      for (const row of page.page) expect(row.third.title).toBe(page.nodes[0].second.title);
      expect(result.statements.filter((text) => text.includes('"Code"'))).toHaveLength(1);
    }
  });

  it('follows its arguments each time', async () => {
    const document = `query ($some: Int!) { codes(first: 1) { nodes { card { stores(first: $some) { nodes { name } } } } } }`;
    for (const some of [1, 2, 1]) {
      const { nodes } = await codes(document, { some });
      expect(nodes[0].card.stores.nodes).toHaveLength(some);
    }
  });

  it('shows each caller what that caller may see', async () => {
    const other = await api.aMerchant();
    const document = '{ codes(first: 5) { nodes { openid card { id } claim { id } } } }';
    expect((await codes(document)).nodes).toHaveLength(2);
    expect((await codes(document, {}, other.secretKey)).nodes).toEqual([]);
    expect((await codes(document)).nodes).toHaveLength(2);
  });
});
