import { createClient } from '../client.ts';
import { CardError } from '../core/errors.ts';
import { pageClient } from '../elements/kit/page-client.ts';
import { configureFrom, type Kaquan, ownTag, tagWithData } from '../elements/kit/page-script.ts';
import { defineKqClaimList } from '../elements/kq-claim-list/define.ts';

const kaquan: Kaquan = { configure: pageClient.configure, createClient, CardError };

/** Where `claim.js` came first, its elements and those of this script are told the same. */
function besides({ configure }: Kaquan): Kaquan {
  return {
    ...kaquan,
    configure(options) {
      configure(options);
      return kaquan.configure(options);
    },
  };
}

/** A page says it once, by whichever tag. */
function tagOfPage(): HTMLScriptElement | null {
  const tag = ownTag();
  return tag && tag.dataset['key'] ? tag : tagWithData();
}

const { Kaquan: earlier } = window;
// A second load of this script joins in.
const isSecond = Boolean(window.customElements && customElements.get('kq-claim-list'));
window.Kaquan = earlier ? (isSecond ? earlier : besides(earlier)) : kaquan;
configureFrom(window.Kaquan, tagOfPage());
defineKqClaimList();
