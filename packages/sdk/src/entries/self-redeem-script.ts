import { createClient } from '../client.ts';
import { CardError } from '../core/errors.ts';
import { pageClient } from '../elements/kit/page-client.ts';
import { joinPage } from '../elements/kit/page-script.ts';
import { defineKqSelfRedeem } from '../elements/kq-self-redeem/define.ts';

joinPage({ configure: pageClient.configure, createClient, CardError }, 'kq-self-redeem');
defineKqSelfRedeem();
