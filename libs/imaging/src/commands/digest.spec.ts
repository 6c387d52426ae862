import { digestOf } from './digest.js';

describe('the digest of a report', () => {
  const content = { templateCode: null, findings: '所见', conclusion: '意见', structured: [], abnormal: false };

  it('changes with every word and with the exam, and is the same for the same words', () => {
    const others = [
      { ...content, conclusion: '意见。' },
      { ...content, abnormal: true },
      { ...content, templateCode: 't' },
    ];
    const digests = [digestOf('a', content), digestOf('b', content), ...others.map((other) => digestOf('a', other))];
    expect(new Set(digests).size).toBe(digests.length);
    expect(digestOf('a', { ...content })).toBe(digests[0]);
  });
});
