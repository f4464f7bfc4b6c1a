const below = (parent: string, names: string): string[] => names.split(' ').map((name) => `${parent}/${name}`);

/**
 * Paths of the Weixin contract (§16, §1.9) that this server does not serve. They answer 48001 instead of "not found",
 * so that a client sees which call is closed. A part that builds one of them takes it off this list.
 */
export const UNBUILT_PATHS: ReadonlySet<string> = new Set([
  ...below('/card', 'getapplyprotocol'),
  ...below('/card/code', 'mark'),
  ...below('/card/paycell', 'set'),
  ...below('/card/membercard', 'activate updateuser'),
  ...below('/card/membercard/activate', 'geturl'),
  ...below('/card/membercard/activateuserform', 'set'),
  ...below('/card/membercard/activatetempinfo', 'get'),
  ...below('/card/membercard/userinfo', 'get'),
  ...below('/card/paygiftcard', 'add delete getbyid batchget'),
  ...below('/card/pay', 'activate getpayprice getcoinsinfo confirm recharge getorder getorderlist'),
  ...below('/card/submerchant', 'submit update get batchget'),
  ...below('/cgi-bin/component', 'upload_card_agent_qualification check_card_agent_qualification'),
  ...below('/cgi-bin/component', 'upload_card_merchant_qualification check_card_merchant_qualification'),
  ...below('/cgi-bin/component', 'get_card_merchant batchget_card_merchant'),
  ...below('/datacube', 'getcardbizuininfo getcardcardinfo getcardmembercardinfo getcardmembercarddetail'),
  ...below('/wxa', 'get_merchant_category get_district search_map_poi get_merchant_audit_info get_store_list'),
  // Never to be built (domain.md 3b): lucky money, SMS, announcements, store mini program, gift-card shop, old staff and rules.
  ...below('/card/luckymoney', 'updateuserbalance'),
  ...below('/card/luckymonkey', 'updateuserbalance'),
  ...below('/card/sms', 'geturl'),
  ...below('/card/announcement', 'send update'),
  ...below('/card/storewxa', 'set get'),
  ...below('/card/consumer', 'add'),
  ...below('/card/location', 'batchadd batchget'),
  ...below('/card/generalcard', 'activate unactivate updateuser'),
  ...below('/card/giftcard/page', 'add update get batchget'),
  ...below('/card/giftcard/maintain', 'set'),
  ...below('/card/giftcard/order', 'get batchget refund'),
  ...below('/card/giftcard/pay', 'whitelist/add submch/bind'),
  ...below('/card/giftcard/wxa', 'set'),
  ...below('/card/paygiftmembercard', 'add delete get'),
  ...below('/card/mkt/activity', 'create'),
]);
