const MOST_NAMES = 500;

/** Texts get names until there are many: a prepared statement stays with its connection. Null: this one is not prepared. */
export function createStatementNames(prefix: string): (text: string) => string | null {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMES) return known ?? null;
    const name = `${prefix}_${names.size}`;
    names.set(text, name);
    return name;
  };
}
