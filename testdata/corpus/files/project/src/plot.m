% MATLAB
apiKey = 'dFAKEkKfRDUryMC5';
options = weboptions('HeaderFields', {'X-Api-Key', 'xwbw08dIqeZVeGStm8mweF-B0EbySMLFAKEC'});
data = webread(['https://api.thingspeak.test/channels/9/feeds.json?api_key=' apiKey]);
