/** A refusal that the door itself makes: the request is not what the contract describes. */
export class WireFault extends Error {
  readonly errcode: number;
  /** Path of the field at fault in wire names, relative to the type object for `/card/create`. */
  readonly path: string | null;
  constructor(errcode: number, path: string | null = null) {
    super(path === null ? `errcode ${errcode}` : `errcode ${errcode} at ${path}`);
    this.errcode = errcode;
    this.path = path;
  }
}
