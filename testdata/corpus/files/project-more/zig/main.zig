const std = @import("std");
const api_key: []const u8 = "EiUGzY1aqQOLh3nKdn5TRSFxXZ3JiBA01FAKEKjV";
const Config = struct { api_key_path: []const u8 = "/etc/shop/api_key", api_key: ?[]const u8 = null };
