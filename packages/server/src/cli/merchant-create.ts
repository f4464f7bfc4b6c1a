import { addSafeDomain, createKey, type Root } from '../domain/access/index.ts';
import { inTransaction } from '../domain/kit/transaction.ts';
import { createMerchant } from '../domain/merchants/index.ts';
import type { Output } from './output.ts';
import { withDomain } from './with-domain.ts';

export type MerchantOptions = { name: string; timeZone?: string; sandbox?: boolean; safeDomain?: string[] };

type Made = { appId: string; appSecret: string; secretKey: string; publishableKey: string; reportKey: string };

/** Makes an approved merchant with one key of each kind. All of it or nothing. */
export async function merchantCreate(output: Output, options: MerchantOptions): Promise<void> {
  const made = await withDomain(output, ({ root }) => create(root, options));
  output.answer(made, [
    `appId           ${made.appId}`,
    `appSecret       ${made.appSecret}`,
    `secret key      ${made.secretKey}`,
    `publishable key ${made.publishableKey}`,
    `report key      ${made.reportKey}`,
    'None of these is shown again.',
  ]);
}

function create(root: Root, options: MerchantOptions): Promise<Made> {
  const system = { ...root, actor: { kind: 'system' } as const };
  const isSandbox = options.sandbox === true;
  return inTransaction(system, async (tx) => {
    const draft = { name: options.name, isSandbox, timeZone: options.timeZone };
    const { merchant, appSecret } = await createMerchant({ ...system, tx }, draft);
    const ctx = { ...root, tx, actor: { kind: 'operator', id: 'command-line', merchantId: merchant.id } as const };
    const keyOf = async (kind: 'SECRET' | 'PUBLISHABLE' | 'REPORT', name: string): Promise<string> =>
      (await createKey(ctx, { kind, name, isTest: isSandbox })).secret;
    for (const value of options.safeDomain ?? []) await addSafeDomain(ctx, { kind: 'DOMAIN', value });
    return {
      appId: merchant.appId,
      appSecret,
      secretKey: await keyOf('SECRET', 'First secret key'),
      publishableKey: await keyOf('PUBLISHABLE', 'First publishable key'),
      reportKey: await keyOf('REPORT', 'First report key'),
    };
  });
}
