/**
 * Gives a function that takes the text of a stream of server-sent events piece by piece, and tells data and id of
 * whole events. Comments hold neither. Our servers write each field on one line.
 */
export function createEventParser(onEvent: (data: string, id: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split(/\r?\n\r?\n/);
    rest = blocks.pop() || '';
    for (const block of blocks) onEvent(valueOf(/^data: ?(.*)/m, block), valueOf(/^id: ?(.*)/m, block));
  };
}

const valueOf = (field: RegExp, block: string): string => (field.exec(block) || [])[1] || '';
