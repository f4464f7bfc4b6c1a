/** Read by Prisma's command line only; the server itself connects through its adapter. */
export default {
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
};
