/** Read by Prisma's command line only; the reference connects through its adapter. */
export default { schema: 'references/yoga-prisma/prisma' };
