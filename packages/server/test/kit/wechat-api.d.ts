// What the tests call of the client, which has no types of its own.
declare module 'wechat-api' {
  type Done = (error: Error | null, result: unknown) => void;
  export default class WechatApi {
    constructor(appId: string, appSecret: string);
    endpoint: string;
    mpPrefix: string;
    fileServerPrefix: string;
    createCard(card: object, done: Done): void;
    getCard(cardId: string, done: Done): void;
    getCards(offset: number, count: number, statusList: readonly string[], done: Done): void;
    updateCard(cardId: string, cardType: string, card: object, done: Done): void;
    updateCardStock(cardId: string, delta: number, done: Done): void;
    deleteCard(cardId: string, done: Done): void;
    setTestWhitelist(list: object, done: Done): void;
    importCustomizedCodes(cardId: string, codes: readonly string[], done: Done): void;
    getDepositCodesCount(cardId: string, done: Done): void;
    checkCustomizedCodes(cardId: string, codes: readonly string[], done: Done): void;
    getCode(code: string, cardId: string, done: Done): void;
    consumeCode(code: string, cardId: string, done: Done): void;
    updateCode(code: string, cardId: string, newCode: string, done: Done): void;
    unavailableCode(code: string, cardId: string, done: Done): void;
    updateMovieTicket(ticket: object, done: Done): void;
    updateMeetingTicket(ticket: object, done: Done): void;
    checkInBoardingPass(pass: object, done: Done): void;
    createQRCode(card: object, done: Done): void;
    createCardQRCode(info: object, expireSeconds: number, done: Done): void;
    showQRCodeURL(ticket: string): string;
    massSend(message: object, receivers: readonly string[] | boolean, done: Done): void;
    uploadLogo(path: string, done: Done): void;
    getColors(done: Done): void;
    addPoi(poi: object, done: Done): void;
    getPoi(poiId: string, done: Done): void;
    getPois(begin: number, limit: number, done: Done): void;
    updatePoi(poi: object, done: Done): void;
    delPoi(poiId: string, done: Done): void;
    getWXCategory(done: Done): void;
  }
}
