/** The names of a table, in its order. `Object.keys` takes them for any text; a table of our own has no others. */
export const namesOf = <T extends object>(table: T): (keyof T & string)[] => Object.keys(table) as (keyof T & string)[];
