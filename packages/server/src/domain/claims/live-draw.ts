/** A draw by which a card is given out. */
export type LiveDraw = { id: string; opensAt: Date; closesAt: Date };
