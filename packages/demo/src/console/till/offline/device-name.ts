const SYSTEMS = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Linux', /Linux/],
] as const;

const BROWSERS = [
  ['WeChat', /MicroMessenger/],
  ['Edge', /Edg\w*\//],
  ['Chrome', /Chrome|CriOS/],
  ['Firefox', /Firefox|FxiOS/],
  ['Safari', /Safari/],
] as const;

type Known = readonly (readonly [name: string, sign: RegExp])[];

const nameIn = (known: Known, agent: string): string | undefined => known.find(([, sign]) => sign.test(agent))?.[0];

/** What a list of devices calls this one: `iPhone, Safari`. */
export const deviceName = (agent: string): string =>
  [nameIn(SYSTEMS, agent), nameIn(BROWSERS, agent)].filter((name) => name !== undefined).join(', ') || 'Browser';
