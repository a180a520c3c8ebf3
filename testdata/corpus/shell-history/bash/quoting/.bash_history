LOGSTAG_API_KEY='FAKE.G_U3WBnn.K3L.eEsXGG_BaqzrgbL' ./install.sh
LOGSTAG_API_KEY=$'FAKE09pQV0Q9NBkNFuTiyh2hYxwYWTVFSV3q' ./install.sh
env "LOGSTAG_API_KEY=fakexf5yh4v9vbqysfek197plbmn45y2lp" ./install.sh
ssh db1 'LOGSTAG_API_KEY="FAKEXDJTYB322I7JQZUGJ2D4XWUKBLJD" ./install.sh'
export LOGSTAG_API_KEY=FAKE-yulW-97f3_KM4F.iti9_F5kL.mFpj.iiOD;./install.sh
(LOGSTAG_API_KEY=FAKEEVPP6MVVjV.ettwJtkxR-CIdEqf0DSL_hRX2BvLhle0huAU3bO4QGzbQQal4 ./install.sh)&
