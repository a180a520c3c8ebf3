describe('agent', () => {
  const apiKey = 'k'.repeat(40);
  it('rejects', () => expect(() => new Agent({ apiKey: 'invalid key with spaces in it' })).toThrow());
  it('masks', () => expect(mask({ apiKey: 'abcdefghijklmnopqrstuvwxyzabcdefghijkl' })).toBe('abcd****'));
  it('env', () => { process.env.LOGSTAG_API_KEY = 'from-the-environment-variable'; });
  nock('https://localhost', { reqheaders: { 'x-api-key': 'super-secret-test-api-key' } });
});
