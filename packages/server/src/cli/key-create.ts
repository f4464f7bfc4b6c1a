import { createKey, type Root } from '../domain/access/index.ts';
import { NotFoundError } from '../domain/kit/errors.ts';
import { findMerchantByAppId } from '../domain/merchants/index.ts';
import { type Output, UsageError } from './output.ts';
import { withDomain } from './with-domain.ts';

const KINDS = ['PUBLISHABLE', 'SECRET', 'REPORT', 'OPERATOR'] as const;
type Kind = (typeof KINDS)[number];

export type KeyOptions = {
  merchant?: string;
  kind: string;
  name: string;
  scopes?: string[];
  stores?: string[];
  ips?: string[];
  costPerSecond?: string;
  expires?: string;
};

function kindOf(text: string): Kind {
  const kind = KINDS.find((known) => known === text.toUpperCase());
  if (kind === undefined) throw new UsageError(`--kind is one of ${KINDS.join(', ').toLowerCase()}`);
  return kind;
}

function expiryOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError('--expires is a time such as 2027-01-01T00:00:00Z');
  return date;
}

/** Makes one key: of a merchant, or of the installation's operator. It is shown this once. */
export async function keyCreate(output: Output, options: KeyOptions): Promise<void> {
  const kind = kindOf(options.kind);
  if (kind !== 'OPERATOR' && options.merchant === undefined)
    throw new UsageError('--merchant <appId> names whose key it is');
  if (kind === 'OPERATOR' && options.merchant !== undefined)
    throw new UsageError('An operator key is of no merchant: leave out --merchant');
  const made = await withDomain(output, ({ root }) => create(root, kind, options));
  output.answer(made, [`${made.key}`, `id ${made.id}. The key is not shown again.`]);
}

async function create(root: Root, kind: Kind, options: KeyOptions) {
  const merchant = kind === 'OPERATOR' ? null : await findMerchantByAppId(root, options.merchant ?? '');
  if (kind !== 'OPERATOR' && merchant === null) throw new NotFoundError('merchant', ['merchant']);
  const actor = { kind: 'operator', id: 'command-line', merchantId: merchant?.id ?? null } as const;
  const { key, secret } = await createKey(
    { ...root, actor },
    {
      kind,
      name: options.name,
      isTest: merchant?.isSandbox === true,
      scopes: options.scopes,
      storeIds: options.stores,
      ipAllowList: options.ips,
      costPerSecond: options.costPerSecond === undefined ? undefined : Number(options.costPerSecond),
      expiresAt: options.expires === undefined ? undefined : expiryOf(options.expires),
    },
  );
  return { id: key.id, kind: key.kind, name: key.name, key: secret };
}
