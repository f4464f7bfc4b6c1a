// Stands in for wallet.ts in scripts that only claim: they load nothing for codes in hand.

export const createWallet = (): object => ({});
