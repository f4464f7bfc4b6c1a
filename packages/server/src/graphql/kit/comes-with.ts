/**
 * For `extensions` of a field that shows neighbours of its row by `select`: where a row that a verb has made lacks one of
 * them, it is read. Pothos looks for itself only behind `t.relation`.
 */
export const comesWith = (...neighbours: readonly string[]) => ({
  pothosPrismaLoaded: (row: object): boolean => neighbours.every((name) => Reflect.get(row, name) !== undefined),
});
