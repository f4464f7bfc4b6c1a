import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from './options.ts';

describe('the command line', () => {
  it('means everything when it names nothing', () => {
    expect(parseOptions([])).toMatchObject({
      scenarios: [
        ...['claim', 'lone', 'redeem', 'read', 'list', 'empty', 'sell-out', 'subscribe', 'fan-out'],
        ...['idle', 'crowd', 'spread', 'import'],
      ],
      only: [
        ...['kaquan', 'fast', 'coalesced', 'pg', 'pgbench'],
        ...['mercurius', 'postgraphile', 'yoga-raw', 'yoga-prisma'],
      ],
      rounds: 3,
      seconds: 3,
      clients: 64,
      isJson: false,
    });
  });

  it('chooses scenarios, targets and sizes', () => {
    const args = ['redeem', 'claim', '--only', 'pg,kaquan', '--seconds', '2', '--rounds', '1', '--json'];
    expect(parseOptions(args)).toMatchObject({
      scenarios: ['claim', 'redeem'],
      only: ['kaquan', 'pg'],
      seconds: 2,
      rounds: 1,
      isJson: true,
    });
  });

  it.each([[['clam']], [['--only', 'kaquan,postgres']], [['--seconds', '0']], [['--clients', 'many']], [['--fast']]])(
    'refuses %j',
    (args) => {
      expect(() => parseOptions(args)).toThrow(UsageError);
    },
  );
});
