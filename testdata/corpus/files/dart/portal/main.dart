const apiKeyPrefsName = 'flutter.portal.apiKey.v2';
final apiKey = const String.fromEnvironment('PORTAL_API_KEY', defaultValue: 'dart-define-PORTAL_API_KEY');
static const FirebaseOptions android = FirebaseOptions(
  apiKey: 'stKXt9FAKERVVuxf4CQfivJRpm_deZhC3Y2dYEP',
  appId: '1:184930275510:android:107096e4caba2e69bf3d8e',
  messagingSenderId: '184930275510',
);
Text(AppLocalizations.of(context)!.apiKeyHelperTextLong);
