import {
  numberSetting as numberIn,
  type StoredSettings,
  textSetting as textIn,
} from '../../domain/placements/index.ts';
import { builder } from '../builder.ts';

export const PlacementSettingsType = builder.objectRef<StoredSettings>('PlacementSettings').implement({
  description: 'What the kind of a placement says beside its cards; what another kind says is null.',
  fields: (t) => ({
    title: t.string({ nullable: true, description: 'Title of a shelf.', resolve: (one) => textIn(one, 'title') }),
    bannerUrl: t.string({
      nullable: true,
      description: 'Banner of a shelf.',
      resolve: (one) => textIn(one, 'bannerUrl'),
    }),
    canShare: t.boolean({
      nullable: true,
      description: 'Whether a shelf may be shared.',
      resolve: ({ canShare }) => (typeof canShare === 'boolean' ? canShare : null),
    }),
    scene: t.string({
      nullable: true,
      description: 'Where a shelf is shown, in Weixin’s words: `SCENE_QRCODE` …',
      resolve: (one) => textIn(one, 'scene'),
    }),
    label: t.string({ nullable: true, description: 'Words of a menu entry.', resolve: (one) => textIn(one, 'label') }),
    ssid: t.string({ nullable: true, description: 'Name of a Wi-Fi network.', resolve: (one) => textIn(one, 'ssid') }),
    uuid: t.string({ nullable: true, description: 'UUID of a beacon.', resolve: (one) => textIn(one, 'uuid') }),
    major: t.int({ nullable: true, description: 'Major of a beacon.', resolve: (one) => numberIn(one, 'major') }),
    minor: t.int({ nullable: true, description: 'Minor of a beacon.', resolve: (one) => numberIn(one, 'minor') }),
  }),
});
