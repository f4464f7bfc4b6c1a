import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it.each([
  [[1, 'AB-12', 'EMPTY'], '1,"AB-12","EMPTY"\r\n'],
  [['say "hi"', 'a,b', 'two\nlines'], '"say ""hi""","a,b","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'], '"\'=1+1","\'+1","\'-1","\'@SUM(A1)","\'\tx","\'\rx"\r\n'],
  [['＝1+1', '＋1', '－1', '＠SUM(A1)'], '"\'＝1+1","\'＋1","\'－1","\'＠SUM(A1)"\r\n'],
  [['', 'a=b'], '"","a=b"\r\n'],
])('writes %j as %j', (cells, line) => expect(csvLine(cells)).toBe(line));
