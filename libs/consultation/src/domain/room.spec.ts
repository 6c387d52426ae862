import { roomLink, templateProblem } from './room.js';

describe('the template of rooms', () => {
  it.each([
    'https://video.example/{room}',
    'https://video.example:8443/join?id={room}&lang=zh',
    'https://video.example/#/meet/{room}',
  ])('may be %s', (template) => {
    expect(templateProblem(template)).toBeNull();
  });

  it.each([
    'http://video.example/{room}',
    'https://video.example/room',
    'https://{room}.example/',
    'https://video.example:{room}/',
    'https://nurse:secret@video.example/{room}',
    'https://{room}@video.example/',
    'https://video.example/{ROOM}',
    'https://video.example/{room}/{patient}',
    'https://video.example/{room} now',
    'https:///{room}',
    'javascript:alert("{room}")',
    ' https://video.example/{room}',
    '{room}',
  ])('is not %s', (template) => {
    expect(templateProblem(template)).toBe('ROOM_TEMPLATE');
  });

  it('leads to one place for each room', () => {
    expect(roomLink('https://video.example/{room}?again={room}', 'k7-_Q')).toBe(
      'https://video.example/k7-_Q?again=k7-_Q',
    );
  });
});
