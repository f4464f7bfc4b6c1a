import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '../../src/domain/access/index.ts';
import { aLogin } from '../kit/people.ts';
import { type Api, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

describe('signing in by password', () => {
  const password = 'correct horse battery staple';
  const signIn = (login: string, given = password) => api.post('/session', { login, password: given });
  async function withPassword() {
    const login = aLogin();
    const { person, signInToken } = await invitePerson(merchant.ctx, { login, name: 'Somebody', role: 'STAFF' });
    const { headers } = await signedInBy(api, signInToken ?? '');
    const set = 'mutation ($input: PasswordSetInput!) { passwordSet(input: $input) { userErrors { code } } }';
    expect((await api.gql(set, { input: { password } }, headers)).json.data.passwordSet.userErrors).toEqual([]);
    return { login, headers, personId: person.id };
  }

  it('is closed to somebody who is disabled, as their open session is', async () => {
    const { login, headers, personId } = await withPassword();
    const disable = 'mutation ($input: PersonDisableInput!) { personDisable(input: $input) { userErrors { code } } }';
    await api.gql(disable, { input: { personId } }, merchant.secretKey);
    const answer = await signIn(login);
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await api.gql('{ viewer { kind } }', {}, headers)).status).toBe(401);
  });

  it('waits after five failures of a login, also with the right password, and of no other', async () => {
    const [{ login }, other] = [await withPassword(), await withPassword()];
    const failures = await Promise.all(Array.from({ length: 7 }, () => signIn(login, 'wrong wrong wrong')));
    expect(failures.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const waiting = await signIn(login.toUpperCase());
    expect([waiting.status, waiting.json.errors[0].extensions.code]).toEqual([429, 'THROTTLED']);
    expect((await signIn(other.login)).status).toBe(200);
  });

  it('forgets the failures after a success', async () => {
    const { login } = await withPassword();
    for (let round = 0; round < 2; round += 1) {
      for (let nth = 0; nth < 4; nth += 1) expect((await signIn(login, 'wrong wrong wrong')).status).toBe(401);
      expect((await signIn(login)).status).toBe(200);
    }
  });

  it('answers for a login that nobody has as for a wrong password', async () => {
    const { login } = await withPassword();
    const [unknown, wrong] = [await signIn(aLogin()), await signIn(login, 'wrong wrong wrong')];
    expect([unknown.status, unknown.json.errors[0].message]).toEqual([401, wrong.json.errors[0].message]);
  });
});
