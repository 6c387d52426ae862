import { soughtName, soundOf } from './name-sound.js';

describe('the sound of a name', () => {
  it.each([
    ['张三', 'zhangsan', 'zs'],
    ['单仁', 'shanren', 'sr'],
    ['仇英', 'qiuying', 'qy'],
    ['解缙', 'xiejin', 'xj'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['朴树', 'piaoshu', 'ps'],
    ['区小明', 'ouxiaoming', 'oxm'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['任重', 'renzhong', 'rz'],
    ['华佗', 'huatuo', 'ht'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['单于', 'shanyu', 'sy'],
    ['吕布', 'lvbu', 'lb'],
    ['阿卜杜拉·艾买提', 'abudulaaimaiti', 'abdlamt'],
    ['John Smith', 'johnsmith', 'johnsmith'],
    ['J李四', 'jlisi', 'jls'],
    ['', '', ''],
  ])('of %s is %s, in short %s', (name, pinyin, initials) => {
    expect(soundOf(name)).toEqual({ pinyin, initials });
  });

  it('leaves a character that no dictionary has as it is', () => {
    expect(soundOf('张\u{30000}').pinyin).toMatch(/^zhang/);
  });
});

describe('what somebody types', () => {
  it.each([
    ['张三', { characters: '张三', sound: null }],
    ['zs', { characters: '', sound: { pinyin: 'zs', initials: 'zs' } }],
    ['张s', { characters: '张', sound: { pinyin: 'zhangs', initials: 'zs' } }],
    ['单r', { characters: '单', sound: { pinyin: 'shanr', initials: 'sr' } }],
    ['lü', { characters: '', sound: { pinyin: 'lv', initials: 'lv' } }],
  ])('as %s is taken apart', (text, sought) => {
    expect(soughtName(text)).toEqual(sought);
  });
});
