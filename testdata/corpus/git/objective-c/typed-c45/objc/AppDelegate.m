#import "AppDelegate.h"
static NSString *const kMapsAPIKey = @"Cv0v13FAKE1IaGFveikxX8cfJ9uCxvWXrhr5agx";
- (BOOL)application:(UIApplication *)a didFinishLaunchingWithOptions:(NSDictionary *)o {
  [Maps provideAPIKey:@"Cv0v13FAKE1IaGFveikxX8cfJ9uCxvWXrhr5agx"];
  [Logstag startWithApiKey:@"MZn2FAKEUjmKMvZdd7BcjOePg6khcF5X9OsdTvlT"];
  return YES;
}
