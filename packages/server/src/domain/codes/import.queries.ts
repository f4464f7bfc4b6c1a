import type { Import, ImportProblem } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { visibleImports } from './import.access.ts';

/** An import of the actor's merchant. Throws NotFoundError, NotAllowedError. */
export async function getImport(ctx: DomainContext, id: string): Promise<Import> {
  const found = await clientOf(ctx).import.findFirst({ where: { ...visibleImports(ctx), id } });
  if (!found) throw new NotFoundError('import');
  return found;
}

const PAGE = 1_000;

/** All rows of an import that were not added, in their order, page by page. The caller has been shown the import. */
export async function* problemPages(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  importId: string,
): AsyncGenerator<ImportProblem[], void, undefined> {
  let after = 0;
  for (;;) {
    const page = await clientOf(ctx).importProblem.findMany({
      where: { importId, row: { gt: after } },
      orderBy: { row: 'asc' },
      take: PAGE,
    });
    if (page.length > 0) yield page;
    after = page.at(-1)?.row ?? after;
    if (page.length < PAGE) return;
  }
}
