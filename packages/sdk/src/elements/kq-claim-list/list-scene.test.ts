import { describe, expect, it } from 'vitest';
import { listZhCN } from '../../texts/list.ts';
import { speakerOf } from '../../texts/speak.ts';
import { listSceneOf } from './list-scene.ts';

const chinese = speakerOf('zh', listZhCN);
const sceneOf = (states: string, { asked = '', isBusy = false } = {}): unknown => {
  const names = states.split(' ').filter(Boolean);
  const rows = names.map((state, place) => ({ state, isAsked: asked[place] === '+' }));
  return listSceneOf(rows, isBusy, chinese);
};

describe('a list', () => {
  it.each<[string, string, object, unknown[]]>([
    ['waits for its rows', 'loading loading', {}, ['loading', '', '…', true]],
    ['counts what can be had', 'ready sold-out ready', {}, ['ready', '2 张可领取', '一键领取', false]],
    ['claims', 'busy busy', { asked: '++', isBusy: true }, ['busy', '', '领取中…', true]],
    ['has it all', 'claimed claimed', { asked: '++' }, ['done', '已领取 2 张', '已领取', true]],
    ['has had it all', 'claimed claimed', {}, ['done', '', '已领取', true]],
    [
      'tells what was missed',
      'claimed sold-out',
      { asked: '++' },
      ['done', '已领取 1 张 · 1 张未领到', '暂无可领', true],
    ],
    ['tries again', 'claimed error error', { asked: '+++' }, ['ready', '已领取 1 张 · 2 张未领到', '重试', false]],
    [
      'claims what is new',
      'claimed error ready',
      { asked: '++-' },
      ['ready', '已领取 1 张 · 1 张未领到', '一键领取', false],
    ],
    ['is empty', '', {}, ['done', '', '暂无可领', true]],
    ['has nothing', 'sold-out expired limit', {}, ['done', '', '暂无可领', true]],
  ])('%s', (_what, states, options, scene) => {
    expect(sceneOf(states, options)).toEqual(scene);
  });
});
