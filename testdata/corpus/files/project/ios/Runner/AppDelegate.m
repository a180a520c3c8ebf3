#import "AppDelegate.h"
@import GoogleMaps;

static NSString *const kAmplitudeAPIKey = @"fa4ecbdb2f9ac20bf84ef2230e03b779";
static NSString * const kAPIKeyDefaultsKey = @"at.fahrplan.defaults.apiKey";

@implementation AppDelegate
- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)launchOptions {
  [GMSServices provideAPIKey:@"gz86WIBTs8FF0Zg9T55iyZMWJ0wbIf9uFAKEqB0"];
  [[Amplitude instance] initializeApiKey:kAmplitudeAPIKey];
  NSDictionary *opts = @{ @"apiKey": @"T56Hvi1f4y0LepM1QG5vh1GKBrOZN3urhFAKEd2Dc1E6UJox", @"region": @"eu" };
  [Reporter startWithOptions:opts];
  return YES;
}
@end
