import { createClient } from '../client.ts';
import { CardError } from '../core/errors.ts';
import { pageClient } from '../elements/kit/page-client.ts';
import { joinPage } from '../elements/kit/page-script.ts';
import { defineKqGift } from '../elements/kq-gift/define.ts';

joinPage({ configure: pageClient.configure, createClient, CardError }, 'kq-gift');
defineKqGift();
