type TextNames<Draft> = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft] & string;

type Bound = { path: string; value: string; onChange: (value: string) => void };

/** What ties a control to a text of a draft, by its name; the server's refusals come by the same name. */
export const textFieldsOf =
  <Draft extends object>(draft: Draft, change: (fields: Partial<Draft>) => void) =>
  (path: TextNames<Draft>): Bound => ({
    path,
    value: textIn(draft, path),
    onChange: (value) => change(only(path, value)),
  });

// A name of a text leads to a text.
const textIn = <Draft extends object>(draft: Draft, path: TextNames<Draft>): string => draft[path] as string;
// The compiler makes an index signature of a computed name.
const only = <Draft extends object>(path: TextNames<Draft>, value: string): Partial<Draft> =>
  ({ [path]: value }) as unknown as Partial<Draft>;
